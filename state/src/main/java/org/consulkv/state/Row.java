package org.consulkv.state;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;

/// How a table's rows become bytes: a protobuf message each, so that fields can be added.
public interface Row<T> {

  void write(T row, CodedOutputStream out) throws IOException;

  /// Reads until the end of the input, and passes over fields it does not know.
  T read(CodedInputStream in) throws IOException;
}
