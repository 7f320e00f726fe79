package org.consulkv.state.catalog;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Map;
import org.consulkv.state.Row;
import org.consulkv.state.codec.Wire;
import org.jspecify.annotations.Nullable;

/// Nodes as protobuf messages.
public final class NodeCodec {
  private static final int ID = 1;
  private static final int NAME = 2;
  private static final int ADDRESS = 3;
  private static final int DATACENTER = 4;
  private static final int TAGGED_ADDRESS = 5;
  private static final int META = 6;
  private static final int HAS_TAGGED_ADDRESSES = 7;
  private static final int HAS_META = 8;
  private static final int CREATE_INDEX = 9;
  private static final int MODIFY_INDEX = 10;

  public static final Row<Node> NODE =
      new Row<>() {
        @Override
        public void write(Node node, CodedOutputStream out) throws IOException {
          Wire.text(out, ID, node.id());
          Wire.text(out, NAME, node.name());
          Wire.text(out, ADDRESS, node.address());
          Wire.text(out, DATACENTER, node.datacenter());
          Wire.map(out, TAGGED_ADDRESS, HAS_TAGGED_ADDRESSES, node.taggedAddresses());
          Wire.map(out, META, HAS_META, node.meta());
          Wire.number(out, CREATE_INDEX, node.createIndex());
          Wire.number(out, MODIFY_INDEX, node.modifyIndex());
        }

        @Override
        public Node read(CodedInputStream in) throws IOException {
          String id = "";
          String name = "";
          String address = "";
          String datacenter = "";
          @Nullable Map<String, String> taggedAddresses = null;
          @Nullable Map<String, String> meta = null;
          long createIndex = 0;
          long modifyIndex = 0;
          for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (Wire.field(tag)) {
              case ID -> id = in.readString();
              case NAME -> name = in.readString();
              case ADDRESS -> address = in.readString();
              case DATACENTER -> datacenter = in.readString();
              case TAGGED_ADDRESS -> taggedAddresses = Wire.readEntry(in, taggedAddresses);
              case META -> meta = Wire.readEntry(in, meta);
              case HAS_TAGGED_ADDRESSES -> taggedAddresses = Wire.present(in, taggedAddresses);
              case HAS_META -> meta = Wire.present(in, meta);
              case CREATE_INDEX -> createIndex = in.readUInt64();
              case MODIFY_INDEX -> modifyIndex = in.readUInt64();
              default -> in.skipField(tag);
            }
          }
          return new Node(
              id, name, address, datacenter, taggedAddresses, meta, createIndex, modifyIndex);
        }
      };

  private NodeCodec() {}
}
