package org.consulkv.dns.forward;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.consulkv.dns.lookup.Answer;
import org.consulkv.dns.lookup.Lookup;
import org.consulkv.dns.lookup.QueryRunner;
import org.consulkv.dns.lookup.Question;
import org.consulkv.dns.lookup.Zone;
import org.consulkv.dns.message.Query;
import org.consulkv.dns.message.Reply;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.xbill.DNS.Record;

/// A question about a service whose answer other agents keep; the value is a response, encoded.
///
/// @param datacenter this server's
/// @param serial the zone's serial number, should it have changed now
record WatchedQuestion(ForwardedQuestion asked, String datacenter, LongSupplier serial)
    implements BlockingQuery<Bytes> {
  /// @throws RpcException if it is no question about a service
  WatchedQuestion {
    Optional<Query> query = query(asked);
    Record record = query.map(Query::question).orElse(null);
    if (query.isEmpty()
        || record == null
        || !lookup(asked, datacenter, 0).isAboutService(question(query.get(), record))) {
      throw new RpcException(Reason.REFUSED, "this is no question about a service");
    }
  }

  @Override
  public Indexed<Bytes> evaluate(Snapshot snapshot, WatchSet watches) {
    Query query = query(asked).orElseThrow();
    Record record = java.util.Objects.requireNonNull(query.question());
    Indexed<Answer> found =
        lookup(asked, datacenter, serial.getAsLong())
            .watched(snapshot, watches, question(query, record));
    boolean recursion = !asked.config().recursors().isEmpty();
    return new Indexed<>(
        found.index(),
        new Reply(asked.config(), recursion).answer(query, record, found.value()).encoded());
  }

  private static Optional<Query> query(ForwardedQuestion asked) {
    return Query.read(asked.message().shared(), asked.tcp());
  }

  private static Lookup lookup(ForwardedQuestion asked, String datacenter, long serial) {
    Zone zone = Zone.of(asked.domain(), datacenter, asked.config());
    return new Lookup(zone, QueryRunner.NONE, serial);
  }

  private static Question question(Query query, Record record) {
    return new Question(
        record.getName(), record.getType(), query.asker(InetAddress.getLoopbackAddress()));
  }
}
