package org.consulkv.state.query;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.UUID;
import org.consulkv.state.Row;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.query.PreparedQuery.Target;
import org.consulkv.state.query.PreparedQuery.Template;

/// Prepared queries as protobuf messages.
final class QueryCodec {
  private static final int ID = 1;
  private static final int NAME = 2;
  private static final int SESSION = 3;
  private static final int TOKEN = 4;
  private static final int TARGET = 5;
  private static final int DNS_TTL = 6;
  private static final int TEMPLATE_TYPE = 7;
  private static final int TEMPLATE_REGEXP = 8;
  private static final int REMOVE_EMPTY_TAGS = 9;
  private static final int CREATE_INDEX = 10;
  private static final int MODIFY_INDEX = 11;

  private static final QueryId NOBODY = new QueryId(new UUID(0, 0));

  static final Row<PreparedQuery> QUERY =
      new Row<>() {
        @Override
        public void write(PreparedQuery query, CodedOutputStream out) throws IOException {
          Wire.bytes(out, ID, query.id().encoded());
          Wire.text(out, NAME, query.name());
          Wire.text(out, SESSION, query.session());
          Wire.text(out, TOKEN, query.token());
          out.writeByteArray(TARGET, TargetCodec.encode(query.service()));
          Wire.text(out, DNS_TTL, query.dnsTtl());
          Wire.text(out, TEMPLATE_TYPE, query.template().type());
          Wire.text(out, TEMPLATE_REGEXP, query.template().regexp());
          Wire.flag(out, REMOVE_EMPTY_TAGS, query.template().removeEmptyTags());
          Wire.number(out, CREATE_INDEX, query.createIndex());
          Wire.number(out, MODIFY_INDEX, query.modifyIndex());
        }

        @Override
        public PreparedQuery read(CodedInputStream in) throws IOException {
          QueryId id = NOBODY;
          String name = "";
          String session = "";
          String token = "";
          Target target = Target.of("");
          String dnsTtl = "";
          String type = "";
          String regexp = "";
          boolean removeEmptyTags = false;
          long createIndex = 0;
          long modifyIndex = 0;
          for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (Wire.field(tag)) {
              case ID -> id = QueryId.decode(Wire.readBytes(in));
              case NAME -> name = in.readString();
              case SESSION -> session = in.readString();
              case TOKEN -> token = in.readString();
              case TARGET -> target = TargetCodec.decode(in.readByteArray());
              case DNS_TTL -> dnsTtl = in.readString();
              case TEMPLATE_TYPE -> type = in.readString();
              case TEMPLATE_REGEXP -> regexp = in.readString();
              case REMOVE_EMPTY_TAGS -> removeEmptyTags = in.readBool();
              case CREATE_INDEX -> createIndex = in.readUInt64();
              case MODIFY_INDEX -> modifyIndex = in.readUInt64();
              default -> in.skipField(tag);
            }
          }
          return new PreparedQuery(
              id,
              name,
              session,
              token,
              target,
              dnsTtl,
              new Template(type, regexp, removeEmptyTags),
              createIndex,
              modifyIndex);
        }
      };

  private QueryCodec() {}
}
