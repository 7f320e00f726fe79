package org.consulkv.consensus;

import org.apache.ratis.protocol.Message;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/// Carries a batch through Ratis to the place where it is applied, so that its proposers get their
/// outcomes as objects. Only the encoded commands reach the log and other servers.
final class BatchMessage<R> implements Message {
  private final Batch<R> batch;
  private final ByteString content;

  BatchMessage(Batch<R> batch, byte[] entry) {
    this.batch = batch;
    this.content = UnsafeByteOperations.unsafeWrap(entry);
  }

  Batch<R> batch() {
    return batch;
  }

  @Override
  public ByteString getContent() {
    return content;
  }
}
