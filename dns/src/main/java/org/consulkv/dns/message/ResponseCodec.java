package org.consulkv.dns.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.codec.Wire;

/// Responses as one agent hands them to another, which writes them for its clients, each time in
/// another order: protobuf's wire format, whose unknown fields are passed over.
final class ResponseCodec {
  private static final int FLAGS = 1;
  private static final int QUESTION = 2;
  private static final int OPT = 3;
  private static final int SHUFFLED = 4;
  private static final int LIMIT = 5;
  private static final int CHOICE = 6;
  private static final int AUTHORITY = 7;
  private static final int EXTRA = 8;

  private static final int CHOICE_RECORD = 1;
  private static final int CHOICE_EXTRA = 2;
  private static final int CHOICE_FAR = 3;

  private static final int LIMITS = 4;

  private ResponseCodec() {}

  static Bytes encode(Response.Content content) {
    return Bytes.owning(
        Wire.message(
            256,
            out -> {
              Wire.number(out, FLAGS, content.flags());
              Wire.bytes(out, QUESTION, Bytes.owning(content.question()));
              Wire.bytes(out, OPT, Bytes.owning(content.opt()));
              Wire.flag(out, SHUFFLED, content.shuffled());
              Response.Limits limits = content.limits();
              out.writeInt32(LIMIT, limits.offered());
              out.writeInt32(LIMIT, limits.most());
              out.writeInt32(LIMIT, limits.bytes());
              out.writeInt32(LIMIT, limits.cutFlag());
              for (EncodedChoice choice : content.choices()) {
                out.writeByteArray(CHOICE, encode(choice));
              }
              write(out, AUTHORITY, content.authority());
              write(out, EXTRA, content.extras());
            }));
  }

  private static byte[] encode(EncodedChoice choice) {
    return Wire.message(
        128,
        out -> {
          write(out, CHOICE_RECORD, choice.records());
          write(out, CHOICE_EXTRA, choice.extras());
          Wire.flag(out, CHOICE_FAR, choice.far());
        });
  }

  private static void write(CodedOutputStream out, int field, EncodedRecord[] records)
      throws IOException {
    for (EncodedRecord record : records) {
      out.writeByteArray(field, record.encoded());
    }
  }

  /// @throws IOException if these bytes are no response
  static Response decode(Bytes encoded) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(encoded.shared());
    int flags = 0;
    byte[] question = {};
    byte[] opt = {};
    boolean shuffled = false;
    List<Integer> limits = new ArrayList<>(LIMITS);
    List<EncodedChoice> choices = new ArrayList<>();
    List<EncodedRecord> authority = new ArrayList<>();
    List<EncodedRecord> extras = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case FLAGS -> flags = in.readUInt32();
        case QUESTION -> question = in.readByteArray();
        case OPT -> opt = in.readByteArray();
        case SHUFFLED -> shuffled = in.readBool();
        case LIMIT -> limits.add(in.readInt32());
        case CHOICE -> choices.add(choice(CodedInputStream.newInstance(in.readByteArray())));
        case AUTHORITY -> authority.add(EncodedRecord.decode(in.readByteArray()));
        case EXTRA -> extras.add(EncodedRecord.decode(in.readByteArray()));
        default -> in.skipField(tag);
      }
    }
    if (limits.size() != LIMITS) {
      throw new IOException(limits.size() + " limits");
    }
    return new Response(
        new Response.Content(
            flags,
            question,
            opt,
            choices.toArray(EncodedChoice[]::new),
            shuffled,
            new Response.Limits(
                Math.min(limits.get(0), choices.size()),
                Math.min(limits.get(1), choices.size()),
                limits.get(2),
                limits.get(3)),
            authority.toArray(EncodedRecord[]::new),
            extras.toArray(EncodedRecord[]::new)));
  }

  private static EncodedChoice choice(CodedInputStream in) throws IOException {
    List<EncodedRecord> records = new ArrayList<>(1);
    List<EncodedRecord> extras = new ArrayList<>(1);
    boolean far = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case CHOICE_RECORD -> records.add(EncodedRecord.decode(in.readByteArray()));
        case CHOICE_EXTRA -> extras.add(EncodedRecord.decode(in.readByteArray()));
        case CHOICE_FAR -> far = in.readBool();
        default -> in.skipField(tag);
      }
    }
    return new EncodedChoice(
        records.toArray(EncodedRecord[]::new), extras.toArray(EncodedRecord[]::new), far);
  }
}
