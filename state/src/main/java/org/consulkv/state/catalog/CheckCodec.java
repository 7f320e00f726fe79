package org.consulkv.state.catalog;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.state.Row;
import org.consulkv.state.catalog.Check.Definition;
import org.consulkv.state.codec.Wire;
import org.jspecify.annotations.Nullable;

/// Checks as protobuf messages.
public final class CheckCodec {
  private static final int NODE = 1;
  private static final int ID = 2;
  private static final int NAME = 3;
  private static final int STATUS = 4;
  private static final int NOTES = 5;
  private static final int OUTPUT = 6;
  private static final int SERVICE_ID = 7;
  private static final int SERVICE_NAME = 8;
  private static final int SERVICE_TAG = 9;
  private static final int HAS_SERVICE_TAGS = 10;
  private static final int TYPE = 11;
  private static final int INTERVAL = 12;
  private static final int TIMEOUT = 13;
  private static final int EXPOSED_PORT = 14;
  private static final int DEFINITION = 15;
  private static final int CREATE_INDEX = 16;
  private static final int MODIFY_INDEX = 17;

  public static final Row<Check> CHECK =
      new Row<>() {
        @Override
        public void write(Check check, CodedOutputStream out) throws IOException {
          Wire.text(out, NODE, check.node());
          Wire.text(out, ID, check.id());
          Wire.text(out, NAME, check.name());
          Wire.text(out, STATUS, check.status());
          Wire.text(out, NOTES, check.notes());
          Wire.text(out, OUTPUT, check.output());
          Wire.text(out, SERVICE_ID, check.serviceId());
          Wire.text(out, SERVICE_NAME, check.serviceName());
          Wire.texts(out, SERVICE_TAG, HAS_SERVICE_TAGS, check.serviceTags());
          Wire.text(out, TYPE, check.type());
          Wire.text(out, INTERVAL, check.interval());
          Wire.text(out, TIMEOUT, check.timeout());
          out.writeSInt32(EXPOSED_PORT, check.exposedPort());
          if (!check.definition().equals(Definition.NONE)) {
            out.writeByteArray(DEFINITION, DefinitionCodec.encode(check.definition()));
          }
          Wire.number(out, CREATE_INDEX, check.createIndex());
          Wire.number(out, MODIFY_INDEX, check.modifyIndex());
        }

        @Override
        public Check read(CodedInputStream in) throws IOException {
          Reader fields = new Reader();
          for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            fields.read(tag, in);
          }
          return fields.check();
        }
      };

  private CheckCodec() {}

  private static final class Reader {
    private String node = "";
    private String id = "";
    private String name = "";
    private String status = "";
    private String notes = "";
    private String output = "";
    private String serviceId = "";
    private String serviceName = "";
    private @Nullable List<String> serviceTags;
    private String type = "";
    private String interval = "";
    private String timeout = "";
    private int exposedPort;
    private Definition definition = Definition.NONE;
    private long createIndex;
    private long modifyIndex;

    void read(int tag, CodedInputStream in) throws IOException {
      switch (Wire.field(tag)) {
        case NODE -> node = in.readString();
        case ID -> id = in.readString();
        case NAME -> name = in.readString();
        case STATUS -> status = in.readString();
        case NOTES -> notes = in.readString();
        case OUTPUT -> output = in.readString();
        case SERVICE_ID -> serviceId = in.readString();
        case SERVICE_NAME -> serviceName = in.readString();
        case SERVICE_TAG -> serviceTags = Wire.readText(in, serviceTags);
        case HAS_SERVICE_TAGS ->
            serviceTags = in.readBool() && serviceTags == null ? new ArrayList<>() : serviceTags;
        case TYPE -> type = in.readString();
        case INTERVAL -> interval = in.readString();
        case TIMEOUT -> timeout = in.readString();
        case EXPOSED_PORT -> exposedPort = in.readSInt32();
        case DEFINITION -> definition = DefinitionCodec.decode(in.readByteArray());
        case CREATE_INDEX -> createIndex = in.readUInt64();
        case MODIFY_INDEX -> modifyIndex = in.readUInt64();
        default -> in.skipField(tag);
      }
    }

    Check check() {
      return new Check(
          node,
          id,
          name,
          status,
          notes,
          output,
          serviceId,
          serviceName,
          serviceTags,
          type,
          interval,
          timeout,
          exposedPort,
          definition,
          createIndex,
          modifyIndex);
    }
  }
}
