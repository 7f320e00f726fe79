package org.consulkv.state.query;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.query.PreparedQuery.Failover;
import org.consulkv.state.query.PreparedQuery.Place;
import org.consulkv.state.query.PreparedQuery.Target;
import org.jspecify.annotations.Nullable;

/// What a prepared query looks for, as a protobuf message.
final class TargetCodec {
  private static final int SERVICE = 1;
  private static final int NEAREST_N = 2;
  private static final int DATACENTER = 3;
  private static final int HAS_DATACENTERS = 4;
  private static final int ONLY_PASSING = 5;
  private static final int IGNORED_CHECK = 6;
  private static final int HAS_IGNORED_CHECKS = 7;
  private static final int NEAR = 8;
  private static final int TAG = 9;
  private static final int HAS_TAGS = 10;
  private static final int NODE_META = 11;
  private static final int HAS_NODE_META = 12;
  private static final int SERVICE_META = 13;
  private static final int HAS_SERVICE_META = 14;
  private static final int CONNECT = 15;
  private static final int PLACE = 16;
  private static final int HAS_PLACES = 17;

  private TargetCodec() {}

  static byte[] encode(Target target) {
    return Wire.message(256, out -> write(target, out));
  }

  private static void write(Target target, CodedOutputStream out) throws IOException {
    Wire.text(out, SERVICE, target.service());
    Wire.number(out, NEAREST_N, target.failover().nearestN());
    Wire.texts(out, DATACENTER, HAS_DATACENTERS, target.failover().datacenters());
    Wire.flag(out, ONLY_PASSING, target.onlyPassing());
    Wire.texts(out, IGNORED_CHECK, HAS_IGNORED_CHECKS, target.ignoreCheckIds());
    Wire.text(out, NEAR, target.near());
    Wire.texts(out, TAG, HAS_TAGS, target.tags());
    Wire.map(out, NODE_META, HAS_NODE_META, target.nodeMeta());
    Wire.map(out, SERVICE_META, HAS_SERVICE_META, target.serviceMeta());
    Wire.flag(out, CONNECT, target.connect());
    writePlaces(target.failover().places(), out);
  }

  private static void writePlaces(@Nullable List<Place> places, CodedOutputStream out)
      throws IOException {
    if (places == null) {
      return;
    }
    out.writeBool(HAS_PLACES, true);
    for (Place place : places) {
      byte[] message =
          Wire.message(
              64,
              inner -> {
                Wire.text(inner, 1, place.peer());
                Wire.text(inner, 2, place.datacenter());
              });
      out.writeByteArray(PLACE, message);
    }
  }

  static Target decode(byte[] encoded) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(encoded);
    String service = "";
    int nearestN = 0;
    @Nullable List<String> datacenters = null;
    boolean onlyPassing = false;
    @Nullable List<String> ignored = null;
    String near = "";
    @Nullable List<String> tags = null;
    @Nullable Map<String, String> nodeMeta = null;
    @Nullable Map<String, String> serviceMeta = null;
    boolean connect = false;
    @Nullable List<Place> places = null;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case SERVICE -> service = in.readString();
        case NEAREST_N -> nearestN = (int) in.readUInt64();
        case DATACENTER -> datacenters = Wire.readText(in, datacenters);
        case HAS_DATACENTERS -> datacenters = present(in, datacenters);
        case ONLY_PASSING -> onlyPassing = in.readBool();
        case IGNORED_CHECK -> ignored = Wire.readText(in, ignored);
        case HAS_IGNORED_CHECKS -> ignored = present(in, ignored);
        case NEAR -> near = in.readString();
        case TAG -> tags = Wire.readText(in, tags);
        case HAS_TAGS -> tags = present(in, tags);
        case NODE_META -> nodeMeta = Wire.readEntry(in, nodeMeta);
        case HAS_NODE_META -> nodeMeta = Wire.present(in, nodeMeta);
        case SERVICE_META -> serviceMeta = Wire.readEntry(in, serviceMeta);
        case HAS_SERVICE_META -> serviceMeta = Wire.present(in, serviceMeta);
        case CONNECT -> connect = in.readBool();
        case PLACE -> places = readPlace(in, places);
        case HAS_PLACES -> places = present(in, places);
        default -> in.skipField(tag);
      }
    }
    return new Target(
        service,
        new Failover(nearestN, datacenters, places),
        onlyPassing,
        ignored,
        near,
        tags,
        nodeMeta,
        serviceMeta,
        connect);
  }

  private static List<Place> readPlace(CodedInputStream outer, @Nullable List<Place> before)
      throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(outer.readByteArray());
    String peer = "";
    String datacenter = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case 1 -> peer = in.readString();
        case 2 -> datacenter = in.readString();
        default -> in.skipField(tag);
      }
    }
    List<Place> places = before == null ? new ArrayList<>() : before;
    places.add(new Place(peer, datacenter));
    return places;
  }

  private static <T> @Nullable List<T> present(CodedInputStream in, @Nullable List<T> before)
      throws IOException {
    return in.readBool() && before == null ? new ArrayList<>() : before;
  }
}
