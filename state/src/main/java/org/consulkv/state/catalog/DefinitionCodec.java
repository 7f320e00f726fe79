package org.consulkv.state.catalog;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.consulkv.state.catalog.Check.Definition;
import org.consulkv.state.codec.Wire;
import org.jspecify.annotations.Nullable;

/// How a check is run, as a protobuf message.
final class DefinitionCodec {
  private static final int HTTP = 1;
  private static final int TLS_SERVER_NAME = 2;
  private static final int TLS_SKIP_VERIFY = 3;
  private static final int HEADER = 4;
  private static final int HAS_HEADER = 5;
  private static final int METHOD = 6;
  private static final int BODY = 7;
  private static final int TCP = 8;
  private static final int INTERVAL_NANOS = 9;
  private static final int TIMEOUT_NANOS = 10;
  private static final int DEREGISTER_AFTER_NANOS = 11;

  private DefinitionCodec() {}

  static byte[] encode(Definition definition) {
    return Wire.message(
        256,
        out -> {
          Wire.text(out, HTTP, definition.http());
          Wire.text(out, TLS_SERVER_NAME, definition.tlsServerName());
          Wire.flag(out, TLS_SKIP_VERIFY, definition.tlsSkipVerify());
          writeHeader(definition.header(), out);
          Wire.text(out, METHOD, definition.method());
          Wire.text(out, BODY, definition.body());
          Wire.text(out, TCP, definition.tcp());
          Wire.number(out, INTERVAL_NANOS, definition.intervalNanos());
          Wire.number(out, TIMEOUT_NANOS, definition.timeoutNanos());
          Wire.number(out, DEREGISTER_AFTER_NANOS, definition.deregisterAfterNanos());
        });
  }

  static Definition decode(byte[] encoded) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(encoded);
    String http = "";
    String tlsServerName = "";
    boolean tlsSkipVerify = false;
    @Nullable Map<String, List<String>> header = null;
    String method = "";
    String body = "";
    String tcp = "";
    long intervalNanos = 0;
    long timeoutNanos = 0;
    long deregisterAfterNanos = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case HTTP -> http = in.readString();
        case TLS_SERVER_NAME -> tlsServerName = in.readString();
        case TLS_SKIP_VERIFY -> tlsSkipVerify = in.readBool();
        case HEADER -> header = readHeader(in, header);
        case HAS_HEADER -> header = Wire.present(in, header);
        case METHOD -> method = in.readString();
        case BODY -> body = in.readString();
        case TCP -> tcp = in.readString();
        case INTERVAL_NANOS -> intervalNanos = in.readUInt64();
        case TIMEOUT_NANOS -> timeoutNanos = in.readUInt64();
        case DEREGISTER_AFTER_NANOS -> deregisterAfterNanos = in.readUInt64();
        default -> in.skipField(tag);
      }
    }
    return new Definition(
        http,
        tlsServerName,
        tlsSkipVerify,
        header,
        method,
        body,
        tcp,
        intervalNanos,
        timeoutNanos,
        deregisterAfterNanos);
  }

  private static void writeHeader(@Nullable Map<String, List<String>> header, CodedOutputStream out)
      throws IOException {
    if (header == null) {
      return;
    }
    out.writeBool(HAS_HEADER, true);
    for (Map.Entry<String, List<String>> field : header.entrySet()) {
      byte[] message =
          Wire.message(
              128,
              inner -> {
                Wire.text(inner, 1, field.getKey());
                for (String value : field.getValue()) {
                  inner.writeString(2, value);
                }
              });
      out.writeByteArray(HEADER, message);
    }
  }

  private static Map<String, List<String>> readHeader(
      CodedInputStream outer, @Nullable Map<String, List<String>> before) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(outer.readByteArray());
    String name = "";
    List<String> values = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case 1 -> name = in.readString();
        case 2 -> values.add(in.readString());
        default -> in.skipField(tag);
      }
    }
    Map<String, List<String>> header = before == null ? new TreeMap<>() : before;
    header.put(name, List.copyOf(values));
    return header;
  }
}
