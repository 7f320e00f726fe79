package org.consulkv.http.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/// The body that an event loop sent last. What is sent again and again, such as the answer that
/// many wait for, is copied out of the heap once, not for every connection.
///
/// Threading: confined to its event loop.
final class HotBody {
  /// Larger bodies would hold too much memory outside the heap.
  private static final int MAX_BYTES = 1 << 20;

  private static final FastThreadLocal<HotBody> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected HotBody initialValue() {
          return new HotBody();
        }

        @Override
        protected void onRemoval(HotBody hot) {
          hot.forget();
        }
      };

  private byte @Nullable [] bytes;
  private @Nullable ByteBuf copy;

  private HotBody() {}

  /// The body in a buffer for one write.
  static ByteBuf buffer(byte[] body, ByteBufAllocator allocator) {
    return body.length > MAX_BYTES
        ? Unpooled.wrappedBuffer(body)
        : OF_LOOP.get().of(body, allocator);
  }

  @SuppressWarnings("ReferenceEquality") // the same array, not equal bytes
  private ByteBuf of(byte[] body, ByteBufAllocator allocator) {
    if (bytes != body) {
      forget();
      bytes = body;
      return Unpooled.wrappedBuffer(body);
    }
    if (copy == null) {
      copy = allocator.directBuffer(body.length).writeBytes(body);
    }
    return copy.retainedDuplicate();
  }

  private void forget() {
    bytes = null;
    if (copy != null) {
      copy.release();
      copy = null;
    }
  }
}
