package org.consulkv.consensus.rpc;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.jspecify.annotations.Nullable;

/// One connection to another agent, from the first call to its end. It is made once; after that the
/// next call needs another connection.
///
/// Threading: thread-safe; the fields are confined to `loop`.
final class RpcConnection {
  /// Times that nothing was heard, until a connection is given up.
  private static final int PATIENCE = 3;

  private static final int UNFLUSHED = 256;

  private final InetSocketAddress to;
  private final EventLoop loop;
  private final @Nullable RpcTls tls;
  private final RpcLimits limits;
  private final Consumer<RpcConnection> ended;
  private final Map<Long, RpcCall> calls = new HashMap<>();
  private @Nullable Channel channel;
  private boolean ready;
  private boolean over;
  private String failure = "the connection is closed";
  private long lastId;
  private long lastUseNanos = System.nanoTime();
  private int silences;

  /// @param ended told on the loop, before calls fail, that this connection is of no use any more
  RpcConnection(
      InetSocketAddress to,
      EventLoop loop,
      @Nullable RpcTls tls,
      RpcLimits limits,
      Consumer<RpcConnection> ended) {
    this.to = to;
    this.loop = loop;
    this.tls = tls;
    this.limits = limits;
    this.ended = ended;
    run(this::connect);
  }

  void send(RpcCall call, Duration timeout) {
    try {
      loop.execute(() -> begin(call, timeout));
    } catch (RejectedExecutionException stopping) {
      call.fail(Reason.UNREACHABLE, "this agent is stopping");
    }
  }

  void close() {
    run(() -> end("this agent is stopping"));
  }

  private void run(Runnable step) {
    try {
      loop.execute(step);
    } catch (RejectedExecutionException stopping) {
      // nothing of it is left
    }
  }

  private void connect() {
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(Network.connecting())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limits.connectTimeout().toMillis())
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel opened) {
                    prepare(opened.pipeline());
                  }
                })
            .connect(
                to.isUnresolved() ? new InetSocketAddress(to.getHostString(), to.getPort()) : to);
    channel = connecting.channel();
    var _ =
        connecting.addListener(done -> {
          if (!done.isSuccess()) {
            end(String.valueOf(done.cause().getMessage()));
          } else if (tls == null) {
            begin();
          }
        });
  }

  private void prepare(ChannelPipeline pipeline) {
    if (tls != null) {
      var encryption = new SslHandler(tls.outgoing());
      encryption.setHandshakeTimeoutMillis(2 * limits.connectTimeout().toMillis());
      pipeline.addLast(encryption);
      var _ =
          encryption
              .handshakeFuture()
              .addListener(done -> {
                if (done.isSuccess()) {
                  begin();
                } else {
                  end("no TLS: " + done.cause().getMessage());
                }
              });
    }
    pipeline
        .addLast(new Hearing(limits.silence()))
        .addLast(new FlushConsolidationHandler(UNFLUSHED, true))
        .addLast(new LengthFieldBasedFrameDecoder(limits.messageBytes() + 1024, 0, 4, 0, 4))
        .addLast(new Answers());
  }

  /// The connection is there: what waits for it is sent.
  private void begin() {
    Channel open = channel;
    if (over || open == null) {
      return;
    }
    ready = true;
    failure = "the connection was lost";
    var _ = open.write(Frame.preface(Frame.CALLS), open.voidPromise());
    new ArrayList<>(calls.values()).forEach(call -> write(open, call));
    open.flush();
  }

  private void begin(RpcCall call, Duration timeout) {
    if (over) {
      call.fail(Reason.UNREACHABLE, failure);
      return;
    }
    if (calls.size() >= limits.callsPerConnection()) {
      call.fail(Reason.UNREACHABLE, "too many calls wait for answers");
      return;
    }
    lastUseNanos = System.nanoTime();
    long id = ++lastId;
    calls.put(id, call);
    call.begin(id, loop.schedule(() -> timedOut(call), timeout.toNanos(), TimeUnit.NANOSECONDS));
    var _ =
        call.whenComplete((_, _) -> {
          if (call.isCancelled()) {
            run(() -> cancel(call));
          }
        });
    if (ready && channel != null) {
      write(channel, call);
      channel.flush();
    }
  }

  private void write(Channel open, RpcCall call) {
    ByteBuf request = Frame.request(open.alloc(), call.id(), call.method(), call.request());
    var _ =
        open.write(request)
            .addListener(done -> {
              if (!done.isSuccess() && calls.remove(call.id()) != null) {
                String why = over ? failure : String.valueOf(done.cause().getMessage());
                call.fail(Reason.UNREACHABLE, why);
              }
            });
  }

  private void timedOut(RpcCall call) {
    if (ready) {
      cancel(call);
      call.fail(Reason.LOST, "no answer in time");
    } else if (calls.remove(call.id()) != null) {
      call.fail(Reason.UNREACHABLE, "no connection in time");
    }
  }

  private void cancel(RpcCall call) {
    call.end();
    if (calls.remove(call.id()) != null && ready && channel != null) {
      var _ =
          channel.writeAndFlush(
              Frame.bare(channel.alloc(), Frame.CANCEL, call.id()), channel.voidPromise());
    }
  }

  private void end(String why) {
    if (over) {
      return;
    }
    over = true;
    Reason reason = ready ? Reason.LOST : Reason.UNREACHABLE;
    ready = false;
    failure = why;
    ended.accept(this);
    if (channel != null) {
      var _ = channel.close(); // fails the writes that were not finished: nothing was done
    }
    List<RpcCall> lost = List.copyOf(calls.values());
    calls.clear();
    lost.forEach(call -> call.fail(reason, why));
  }

  private void silent(ChannelHandlerContext context) {
    boolean unused = calls.isEmpty() && System.nanoTime() - lastUseNanos > limits.idle().toNanos();
    if (unused) {
      end("it was not used");
    } else if (++silences >= PATIENCE) {
      end("the other side is silent");
    } else if (ready) {
      var _ =
          context.writeAndFlush(Frame.bare(context.alloc(), Frame.PING, 0), context.voidPromise());
    }
  }

  /// Any byte of an answer is a sign of life.
  private final class Hearing extends IdleStateHandler {
    Hearing(Duration silence) {
      super(silence.toMillis(), 0, 0, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
      silences = 0;
      super.channelRead(context, bytes);
    }
  }

  /// What arrives.
  private final class Answers extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
      byte type = frame.readByte();
      long id = frame.readLong();
      if (type != Frame.ANSWER && type != Frame.FAILURE) {
        return;
      }
      RpcCall call = calls.remove(id);
      if (call == null) {
        return; // nobody waits any more
      }
      lastUseNanos = System.nanoTime();
      if (type == Frame.ANSWER) {
        call.answer(Frame.rest(frame));
      } else {
        call.fail(Frame.failure(frame));
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof IdleStateEvent) {
        silent(context);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      end(failure);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      end(String.valueOf(cause.getMessage()));
    }
  }
}
