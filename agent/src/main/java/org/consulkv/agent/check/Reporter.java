package org.consulkv.agent.check;

/// Hands results on to the sink, without their output if that is not wanted.
///
/// Threading: thread-safe.
final class Reporter {
  private final CheckSink sink;
  private volatile boolean discardOutput;

  Reporter(CheckSink sink, boolean discardOutput) {
    this.sink = sink;
    this.discardOutput = discardOutput;
  }

  void discardOutput(boolean discard) {
    discardOutput = discard;
  }

  void report(CheckDefinition check, CheckStatus status, String output) {
    sink.report(check, status, discardOutput ? "" : output);
  }
}
