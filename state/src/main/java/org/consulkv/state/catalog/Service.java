package org.consulkv.state.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One instance of a service on a node.
///
/// @param node the node's name
/// @param id unique on the node
/// @param name what it is an instance of
/// @param kind empty for a plain service
/// @param tags null if none were given
/// @param taggedAddresses null if none were given
/// @param meta null if nothing was given
public record Service(
    String node,
    String id,
    String name,
    String kind,
    @Nullable List<String> tags,
    String address,
    @Nullable Map<String, Address> taggedAddresses,
    @Nullable Map<String, String> meta,
    int port,
    String socketPath,
    Weights weights,
    boolean enableTagOverride,
    long createIndex,
    long modifyIndex) {

  /// Where a service listens.
  public record Address(String address, int port) {}

  /// Its share in DNS answers, by the state of its checks.
  public record Weights(int passing, int warning) {
    public static final Weights EQUAL = new Weights(1, 1);
  }

  public Service {
    tags = Collections.copy(tags);
    taggedAddresses = Collections.ordered(taggedAddresses);
    meta = Collections.ordered(meta);
  }

  /// A service with a name and a port, and nothing else.
  public static Service of(String node, String id, String name, int port) {
    return new Service(
        node, id, name, "", null, "", null, null, port, "", Weights.EQUAL, false, 0, 0);
  }

  /// The same service with this id.
  public Service withId(String newId) {
    return new Service(
        node,
        newId,
        name,
        kind,
        tags,
        address,
        taggedAddresses,
        meta,
        port,
        socketPath,
        weights,
        enableTagOverride,
        createIndex,
        modifyIndex);
  }

  /// The same service with these weights.
  public Service weighing(Weights its) {
    return new Service(
        node,
        id,
        name,
        kind,
        tags,
        address,
        taggedAddresses,
        meta,
        port,
        socketPath,
        its,
        enableTagOverride,
        createIndex,
        modifyIndex);
  }

  /// The same service at this address.
  public Service reachedAt(Address other) {
    return new Service(
        node,
        id,
        name,
        kind,
        tags,
        other.address(),
        taggedAddresses,
        meta,
        other.port(),
        socketPath,
        weights,
        enableTagOverride,
        createIndex,
        modifyIndex);
  }

  /// The same service with these indexes.
  Service at(long created, long modified) {
    return new Service(
        node,
        id,
        name,
        kind,
        tags,
        address,
        taggedAddresses,
        meta,
        port,
        socketPath,
        weights,
        enableTagOverride,
        created,
        modified);
  }
}
