package org.consulkv.runtime.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Answers one method whose request or answer can be long. Called on a thread of its own.
@FunctionalInterface
public interface RpcStreamHandler {
  /// Reads the request and writes the answer, which is complete when this returns.
  ///
  /// @throws RpcException to refuse; the caller gets the reason and message
  void answer(InputStream request, OutputStream answer) throws IOException;
}
