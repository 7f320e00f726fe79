package org.consulkv.consensus.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.jspecify.annotations.Nullable;

/// The answer to a stream, on a connection of its own.
///
/// Threading: confined to the caller's thread, which it blocks.
final class StreamCall extends InputStream {
  private static final int LONGEST_FRAME = 2 * Frame.CHUNK;

  private final Socket socket;
  private final DataInputStream in;
  private int left;
  private boolean ended;

  private StreamCall(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), Frame.CHUNK));
  }

  /// Sends the whole request, and returns when the answer begins.
  static StreamCall exchange(
      InetSocketAddress to,
      String method,
      InputStream request,
      @Nullable RpcTls tls,
      RpcLimits limits)
      throws IOException {
    Socket plain = new Socket();
    Socket socket = connect(plain, to, tls, limits);
    try {
      send(new WatchedOutput(socket.getOutputStream(), plain, limits.stall()), method, request);
      var answer = new StreamCall(socket);
      answer.nextFrame();
      return answer;
    } catch (RpcException e) {
      socket.close();
      throw e;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw lost(method + " on " + to, e);
    }
  }

  private static Socket connect(
      Socket socket, InetSocketAddress to, @Nullable RpcTls tls, RpcLimits limits) {
    try {
      socket.connect(
          to.isUnresolved() ? new InetSocketAddress(to.getHostString(), to.getPort()) : to,
          (int) limits.connectTimeout().toMillis());
      socket.setSoTimeout((int) limits.stall().toMillis()); // signs of life come more often
      socket.setTcpNoDelay(true);
      return tls == null ? socket : encrypted(socket, to, tls);
    } catch (IOException e) {
      try {
        socket.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw new RpcException(Reason.UNREACHABLE, "cannot reach " + to + ": " + e.getMessage(), e);
    }
  }

  private static Socket encrypted(Socket plain, InetSocketAddress to, RpcTls tls)
      throws IOException {
    String name = tls.serverName() == null ? to.getHostString() : tls.serverName().toString();
    var socket =
        (SSLSocket) tls.context().getSocketFactory().createSocket(plain, name, to.getPort(), true);
    socket.setSSLParameters(tls.outgoing(socket.getSSLParameters()));
    socket.startHandshake();
    return socket;
  }

  private static void send(OutputStream to, String method, InputStream request) throws IOException {
    var out = new DataOutputStream(new BufferedOutputStream(to, Frame.CHUNK + 16));
    out.writeInt(Frame.MAGIC);
    out.writeByte(Frame.STREAM);
    byte[] name = method.getBytes(UTF_8);
    write(out, Frame.REQUEST, name, name.length);
    out.flush(); // the other side waits for it, however slowly the rest comes
    byte[] chunk = new byte[Frame.CHUNK];
    int count = request.readNBytes(chunk, 0, chunk.length);
    while (count > 0) {
      write(out, Frame.REQUEST, chunk, count);
      count = request.readNBytes(chunk, 0, chunk.length);
    }
    write(out, Frame.END, chunk, 0);
    out.flush();
  }

  private static void write(DataOutputStream out, byte type, byte[] bytes, int length)
      throws IOException {
    out.writeInt(1 + length);
    out.writeByte(type);
    out.write(bytes, 0, length);
  }

  /// Reads on to the next content, or the end.
  private void nextFrame() throws IOException {
    while (left == 0 && !ended) {
      int length = in.readInt();
      if (length < 1 || length > LONGEST_FRAME) {
        throw new IOException("a frame of " + length + " bytes is not of this protocol");
      }
      byte type = in.readByte();
      if (type == Frame.FAILURE) {
        Reason reason = Frame.reason(in.readByte());
        throw new RpcException(reason, new String(in.readNBytes(length - 2), UTF_8));
      }
      ended = type == Frame.END;
      left = length - 1;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      nextFrame();
      if (ended) {
        return -1;
      }
      int count = in.read(target, offset, Math.min(length, left));
      if (count < 0) {
        throw new IOException("the other side closed the stream before its end");
      }
      left -= count;
      return count;
    } catch (IOException e) {
      throw lost("the answer of " + socket.getRemoteSocketAddress(), e);
    }
  }

  private static RpcException lost(String what, Exception why) {
    return new RpcException(Reason.LOST, what + " was lost: " + why.getMessage(), why);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
