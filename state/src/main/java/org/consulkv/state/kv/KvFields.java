package org.consulkv.state.kv;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.codec.Wire;

/// The fields that commands and operations on keys are encoded with; each uses some of them.
///
/// @param verb which operation it is; only in transactions
public record KvFields(Key key, Bytes value, long flags, long index, String session, int verb) {
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int FLAGS = 3;
  private static final int INDEX = 4;
  private static final int SESSION = 5;
  private static final int VERB = 6;

  /// More than the fields take beside keys, values and sessions.
  private static final int REST_BYTES = 64;

  public void write(CodedOutputStream out) throws IOException {
    Wire.bytes(out, KEY, key.encoded());
    Wire.bytes(out, VALUE, value);
    Wire.number(out, FLAGS, flags);
    Wire.number(out, INDEX, index);
    Wire.text(out, SESSION, session);
    Wire.number(out, VERB, verb);
  }

  public int size() {
    return REST_BYTES + key.encoded().length() + value.length() + 3 * session.length();
  }

  public static KvFields read(CodedInputStream in) throws IOException {
    Bytes key = Bytes.EMPTY;
    Bytes value = Bytes.EMPTY;
    long flags = 0;
    long index = 0;
    String session = "";
    int verb = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.field(tag)) {
        case KEY -> key = Wire.readBytes(in);
        case VALUE -> value = Wire.readBytes(in);
        case FLAGS -> flags = in.readUInt64();
        case INDEX -> index = in.readUInt64();
        case SESSION -> session = in.readString();
        case VERB -> verb = in.readUInt32();
        default -> in.skipField(tag);
      }
    }
    return new KvFields(new Key(key), value, flags, index, session, verb);
  }
}
