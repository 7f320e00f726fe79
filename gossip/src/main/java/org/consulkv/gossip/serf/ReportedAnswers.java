package org.consulkv.gossip.serf;

import org.consulkv.runtime.Bytes;

/// Answers to a question that the program asked.
///
/// Threading: confined to the gossip loop.
record ReportedAnswers(Context context, long handle) implements Queries.Answers {
  @Override
  public void acked(String from) {
    context.emit(new SerfEffect.Acked(handle, from));
  }

  @Override
  public void answered(String from, Bytes payload) {
    context.emit(new SerfEffect.Answered(handle, from, payload));
  }

  @Override
  public void ended() {
    context.emit(new SerfEffect.AskingEnded(handle));
  }
}
