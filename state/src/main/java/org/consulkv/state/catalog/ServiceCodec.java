package org.consulkv.state.catalog;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.consulkv.state.Row;
import org.consulkv.state.catalog.CatalogTables.ServiceChange;
import org.consulkv.state.catalog.Service.Address;
import org.consulkv.state.catalog.Service.Weights;
import org.consulkv.state.codec.Wire;
import org.jspecify.annotations.Nullable;

/// Services as protobuf messages.
public final class ServiceCodec {
  private static final int NODE = 1;
  private static final int ID = 2;
  private static final int NAME = 3;
  private static final int KIND = 4;
  private static final int TAG = 5;
  private static final int HAS_TAGS = 6;
  private static final int ADDRESS = 7;
  private static final int TAGGED_ADDRESS = 8;
  private static final int HAS_TAGGED_ADDRESSES = 9;
  private static final int META = 10;
  private static final int HAS_META = 11;
  private static final int PORT = 12;
  private static final int SOCKET_PATH = 13;
  private static final int WEIGHT_PASSING = 14;
  private static final int WEIGHT_WARNING = 15;
  private static final int ENABLE_TAG_OVERRIDE = 16;
  private static final int CREATE_INDEX = 17;
  private static final int MODIFY_INDEX = 18;

  public static final Row<Service> SERVICE =
      new Row<>() {
        @Override
        public void write(Service service, CodedOutputStream out) throws IOException {
          Wire.text(out, NODE, service.node());
          Wire.text(out, ID, service.id());
          Wire.text(out, NAME, service.name());
          Wire.text(out, KIND, service.kind());
          Wire.texts(out, TAG, HAS_TAGS, service.tags());
          Wire.text(out, ADDRESS, service.address());
          writeAddresses(service.taggedAddresses(), out);
          Wire.map(out, META, HAS_META, service.meta());
          out.writeSInt32(PORT, service.port());
          Wire.text(out, SOCKET_PATH, service.socketPath());
          out.writeSInt32(WEIGHT_PASSING, service.weights().passing());
          out.writeSInt32(WEIGHT_WARNING, service.weights().warning());
          Wire.flag(out, ENABLE_TAG_OVERRIDE, service.enableTagOverride());
          Wire.number(out, CREATE_INDEX, service.createIndex());
          Wire.number(out, MODIFY_INDEX, service.modifyIndex());
        }

        @Override
        public Service read(CodedInputStream in) throws IOException {
          Reader fields = new Reader();
          for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            fields.read(tag, in);
          }
          return fields.service();
        }
      };

  static final Row<ServiceChange> CHANGE =
      new Row<>() {
        @Override
        public void write(ServiceChange change, CodedOutputStream out) throws IOException {
          Wire.text(out, 1, change.service());
          Wire.number(out, 2, change.index());
        }

        @Override
        public ServiceChange read(CodedInputStream in) throws IOException {
          String service = "";
          long index = 0;
          for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (Wire.field(tag)) {
              case 1 -> service = in.readString();
              case 2 -> index = in.readUInt64();
              default -> in.skipField(tag);
            }
          }
          return new ServiceChange(service, index);
        }
      };

  private ServiceCodec() {}

  private static final class Reader {
    private String node = "";
    private String id = "";
    private String name = "";
    private String kind = "";
    private @Nullable List<String> tags;
    private String address = "";
    private @Nullable Map<String, Address> taggedAddresses;
    private @Nullable Map<String, String> meta;
    private int port;
    private String socketPath = "";
    private int passing;
    private int warning;
    private boolean enableTagOverride;
    private long createIndex;
    private long modifyIndex;

    void read(int tag, CodedInputStream in) throws IOException {
      switch (Wire.field(tag)) {
        case NODE -> node = in.readString();
        case ID -> id = in.readString();
        case NAME -> name = in.readString();
        case KIND -> kind = in.readString();
        case TAG -> tags = Wire.readText(in, tags);
        case HAS_TAGS -> tags = in.readBool() && tags == null ? new ArrayList<>() : tags;
        case ADDRESS -> address = in.readString();
        case TAGGED_ADDRESS -> taggedAddresses = readAddress(in, taggedAddresses);
        case HAS_TAGGED_ADDRESSES -> taggedAddresses = Wire.present(in, taggedAddresses);
        case META -> meta = Wire.readEntry(in, meta);
        case HAS_META -> meta = Wire.present(in, meta);
        case PORT -> port = in.readSInt32();
        case SOCKET_PATH -> socketPath = in.readString();
        case WEIGHT_PASSING -> passing = in.readSInt32();
        case WEIGHT_WARNING -> warning = in.readSInt32();
        case ENABLE_TAG_OVERRIDE -> enableTagOverride = in.readBool();
        case CREATE_INDEX -> createIndex = in.readUInt64();
        case MODIFY_INDEX -> modifyIndex = in.readUInt64();
        default -> in.skipField(tag);
      }
    }

    Service service() {
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
          new Weights(passing, warning),
          enableTagOverride,
          createIndex,
          modifyIndex);
    }
  }

  private static void writeAddresses(
      @Nullable Map<String, Address> addresses, CodedOutputStream out) throws IOException {
    if (addresses == null) {
      return;
    }
    out.writeBool(HAS_TAGGED_ADDRESSES, true);
    for (Map.Entry<String, Address> tagged : addresses.entrySet()) {
      byte[] message =
          Wire.message(
              128,
              inner -> {
                Wire.text(inner, 1, tagged.getKey());
                Wire.text(inner, 2, tagged.getValue().address());
                inner.writeSInt32(3, tagged.getValue().port());
              });
      out.writeByteArray(TAGGED_ADDRESS, message);
    }
  }

  private static Map<String, Address> readAddress(
      CodedInputStream outer, @Nullable Map<String, Address> before) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(outer.readByteArray());
    String tagged = "";
    String address = "";
    int port = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case 1 -> tagged = in.readString();
        case 2 -> address = in.readString();
        case 3 -> port = in.readSInt32();
        default -> in.skipField(tag);
      }
    }
    Map<String, Address> addresses = before == null ? new TreeMap<>() : before;
    addresses.put(tagged, new Address(address, port));
    return addresses;
  }
}
