package org.consulkv.state.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.function.ToIntFunction;
import org.consulkv.state.Command;

/// How one kind of command is encoded.
///
/// @param number its number in the log; never given to another kind
/// @param size how many bytes a command will take, about
public record CommandKind<C extends Command>(
    int number, Class<C> type, ToIntFunction<C> size, Writer<C> writer, Reader<C> reader) {

  /// Writes the fields of a command.
  public interface Writer<C> {
    void write(C command, CodedOutputStream out) throws IOException;
  }

  /// Reads the fields of a command until the end of the input.
  public interface Reader<C> {
    C read(CodedInputStream in) throws IOException;
  }

  byte[] encode(Command command) {
    C typed = type.cast(command);
    return Wire.message(size.applyAsInt(typed), out -> writer.write(typed, out));
  }
}
