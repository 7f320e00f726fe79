package org.consulkv.http.catalog;

import java.util.List;
import java.util.Map;
import org.consulkv.http.Call;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.CatalogQueries.Instance;
import org.consulkv.state.catalog.CatalogQueries.NodeServices;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;

/// Gives nodes and instances of other datacenters than the reader's with their addresses tagged
/// `wan`, where they have such: `translate_wan_addrs`.
///
/// @param reader the datacenter of the reader's agent; empty to give all addresses as they are
/// @param here the datacenter of nodes that do not name theirs
public record WanAddresses(String reader, String here) {
  private static final String TAG = "wan";

  /// For the reader who calls.
  public static WanAddresses of(Call call) {
    return new WanAddresses(call.settings().translatesFor(), call.api().config().datacenter());
  }

  List<Node> nodes(List<Node> nodes) {
    return isOff() ? nodes : nodes.stream().map(this::of).toList();
  }

  List<Instance> instances(List<Instance> instances) {
    return isOff()
        ? instances
        : instances.stream()
            .map(one -> new Instance(of(one.node()), of(one.node(), one.service())))
            .toList();
  }

  /// Instances with their checks.
  public List<Health> health(List<Health> instances) {
    return isOff()
        ? instances
        : instances.stream()
            .map(one -> new Health(of(one.node()), of(one.node(), one.service()), one.checks()))
            .toList();
  }

  NodeServices services(NodeServices all) {
    return isOff()
        ? all
        : new NodeServices(
            of(all.node()),
            all.services().stream().map(service -> of(all.node(), service)).toList());
  }

  private boolean isOff() {
    return reader.isEmpty();
  }

  private boolean isAbroad(Node node) {
    return !reader.equals(node.datacenter().isEmpty() ? here : node.datacenter());
  }

  private Node of(Node node) {
    Map<String, String> tagged = node.taggedAddresses();
    @Nullable String wan = tagged == null || !isAbroad(node) ? null : tagged.get(TAG);
    return wan == null || wan.isEmpty() ? node : node.reachedAt(wan);
  }

  private Service of(Node node, Service service) {
    Map<String, Service.Address> tagged = service.taggedAddresses();
    Service.@Nullable Address wan = tagged == null || !isAbroad(node) ? null : tagged.get(TAG);
    if (wan == null || wan.address().isEmpty()) {
      return service;
    }
    int port = wan.port() == 0 ? service.port() : wan.port();
    return service.reachedAt(new Service.Address(wan.address(), port));
  }
}
