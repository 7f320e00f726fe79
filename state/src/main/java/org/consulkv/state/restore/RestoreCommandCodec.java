package org.consulkv.state.restore;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.List;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.codec.CommandKind;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.restore.RestoreCommand.Begin;
import org.consulkv.state.restore.RestoreCommand.Chunk;
import org.consulkv.state.restore.RestoreCommand.Commit;

/// The steps of a restore in the log.
public final class RestoreCommandCodec {
  private static final int UPLOAD = 1;
  private static final int NUMBER = 2;
  private static final int DATA = 3;

  public static final List<CommandKind<?>> KINDS =
      List.of(
          new CommandKind<>(
              60,
              Begin.class,
              begin -> 32,
              (begin, out) -> new Fields(begin.upload(), 0, Bytes.EMPTY).write(out),
              in -> new Begin(Fields.read(in).upload)),
          new CommandKind<>(
              61,
              Chunk.class,
              chunk -> 64 + chunk.data().length(),
              (chunk, out) -> new Fields(chunk.upload(), chunk.sequence(), chunk.data()).write(out),
              in -> {
                Fields fields = Fields.read(in);
                return new Chunk(fields.upload, fields.number, fields.data);
              }),
          new CommandKind<>(
              62,
              Commit.class,
              commit -> 32,
              (commit, out) -> new Fields(commit.upload(), commit.chunks(), Bytes.EMPTY).write(out),
              in -> {
                Fields fields = Fields.read(in);
                return new Commit(fields.upload, fields.number);
              }));

  private RestoreCommandCodec() {}

  /// What the steps are encoded with; each uses some of it.
  private record Fields(long upload, long number, Bytes data) {
    void write(CodedOutputStream out) throws IOException {
      Wire.number(out, UPLOAD, upload);
      Wire.number(out, NUMBER, number);
      Wire.bytes(out, DATA, data);
    }

    static Fields read(CodedInputStream in) throws IOException {
      long upload = 0;
      long number = 0;
      Bytes data = Bytes.EMPTY;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (Wire.field(tag)) {
          case UPLOAD -> upload = in.readUInt64();
          case NUMBER -> number = in.readUInt64();
          case DATA -> data = Wire.readBytes(in);
          default -> in.skipField(tag);
        }
      }
      return new Fields(upload, number, data);
    }
  }
}
