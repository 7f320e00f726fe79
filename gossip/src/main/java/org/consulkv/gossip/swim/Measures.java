package org.consulkv.gossip.swim;

/// Takes the numbers that operators watch a pool by. The core tells it what happens; it does not
/// look back.
///
/// Threading: called on the gossip loop; must not block.
///
/// @see "Consul, agent telemetry: cluster health"
public interface Measures {
  /// What is counted, under the names that Consul documents.
  enum Count {
    /// Claims to be alive that were news.
    ALIVE("memberlist.msg.alive"),
    /// Members that became suspect.
    SUSPECT("memberlist.msg.suspect"),
    /// Members that died or left.
    DEAD("memberlist.msg.dead"),
    /// Probes that were slower because this member doubts its own health.
    DEGRADED_PROBE("memberlist.degraded.probe"),
    /// Suspects that were given up with fewer confirmations than expected.
    DEGRADED_TIMEOUT("memberlist.degraded.timeout"),
    /// Bytes.
    UDP_SENT("memberlist.udp.sent"),
    /// Bytes.
    UDP_RECEIVED("memberlist.udp.received"),
    /// Bytes.
    TCP_SENT("memberlist.tcp.sent"),
    /// Full exchanges that this member began.
    TCP_CONNECT("memberlist.tcp.connect"),
    /// Messages that came over a stream.
    TCP_ACCEPT("memberlist.tcp.accept"),
    JOIN("serf.member.join"),
    LEFT("serf.member.left"),
    FAILED("serf.member.failed"),
    /// Failed members that were back soon.
    FLAP("serf.member.flap"),
    UPDATE("serf.member.update"),
    EVENTS("serf.events"),
    QUERIES("serf.queries"),
    COORDINATE_REJECTED("serf.coordinate.rejected");

    private final String metric;

    Count(String metric) {
      this.metric = metric;
    }

    public String metric() {
      return metric;
    }
  }

  /// What takes time.
  enum Span {
    /// A round of gossip: to choose, encode and send.
    GOSSIP("memberlist.gossip"),
    /// Until a probed member answered or was given up.
    PROBE("memberlist.probeNode"),
    /// A full exchange that this member began.
    PUSH_PULL("memberlist.pushPullNode"),
    /// How far the member's own coordinate moved.
    ADJUSTMENT("serf.coordinate.adjustment-ms");

    private final String metric;

    Span(String metric) {
      this.metric = metric;
    }

    public String metric() {
      return metric;
    }
  }

  /// What has a size.
  enum Size {
    /// Bytes of a message of the layer above that was told.
    SENT("serf.msgs.sent"),
    /// Bytes of a message of the layer above that was heard.
    RECEIVED("serf.msgs.received"),
    /// Messages that wait, looked at now and then; so are the next.
    RUMOURS("memberlist.queue.broadcasts"),
    INTENTS("serf.queue.Intent"),
    EVENTS("serf.queue.Event"),
    QUERIES("serf.queue.Query");

    private final String metric;

    Size(String metric) {
      this.metric = metric;
    }

    public String metric() {
      return metric;
    }
  }

  void count(Count what, long amount);

  void took(Span what, long nanos);

  void size(Size what, long value);

  /// Nobody watches.
  Measures NONE =
      new Measures() {
        @Override
        public void count(Count what, long amount) {}

        @Override
        public void took(Span what, long nanos) {}

        @Override
        public void size(Size what, long value) {}
      };
}
