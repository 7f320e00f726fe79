package org.consulkv.agent.check;

/// Makes probers, and owns what they share.
interface ProberFactory extends AutoCloseable {
  /// @param outputLimit how many bytes of output a result keeps
  Prober prober(Probe.Active probe, CheckDefinition check, int outputLimit);

  @Override
  void close();
}
