package org.consulkv.http.txn;

import java.util.List;
import org.consulkv.http.Call;
import org.consulkv.http.Placement;
import org.consulkv.http.Routes;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.Reading;
import org.consulkv.server.txn.Transactions;
import org.consulkv.state.txn.TxnApply;
import org.consulkv.state.txn.TxnCommand;
import org.consulkv.state.txn.TxnOp;
import org.consulkv.state.txn.TxnOutcome;

/// `/v1/txn`. A transaction of reads only takes the way of reads, with its parameters and headers.
public final class TxnRoutes {
  /// The index of a transaction's reads belongs to no key: clients cannot wait for the next one.
  private static final long NO_INDEX = 1;

  private final Reading reading;
  private final Transactions transactions;
  private final Placement placement;
  private final TxnBody bodies;

  public TxnRoutes(
      Reading reading,
      Transactions transactions,
      Placement placement,
      String datacenter,
      long maxValueBytes) {
    this.reading = reading;
    this.transactions = transactions;
    this.placement = placement;
    bodies = new TxnBody(datacenter, maxValueBytes);
  }

  /// @param maxBodyBytes `limits.txn_max_req_len`
  public void addTo(Routes routes, long maxBodyBytes) {
    routes.at("/v1/txn").on("PUT", this::put, maxBodyBytes);
  }

  private void put(Call call) {
    byte[] body = call.body("txn_max_req_len");
    List<TxnOp> operations;
    try {
      operations = bodies.read(body);
    } catch (BadJson e) {
      throw Call.badRequest("Failed to parse body: " + e.getMessage());
    }
    TxnCommand transaction = transactions.check(operations);
    if (transaction.readOnly()) {
      read(call, transaction);
    } else {
      placement.require(call);
      call.follow(
          transactions.write(transaction),
          outcome ->
              call.json(call.reply(status(outcome)), json -> TxnJson.written(json, outcome)));
    }
  }

  private void read(Call call, TxnCommand transaction) {
    ReadOptions options = reading.options(call);
    placement.require(call);
    reading.behindBarrier(
        call,
        options,
        () -> {
          TxnOutcome outcome = TxnApply.read(reading.snapshot(), transaction);
          call.json(
              reading.leader(call.reply(status(outcome)), options),
              json -> TxnJson.read(json, outcome, NO_INDEX));
        });
  }

  private static int status(TxnOutcome outcome) {
    return switch (outcome) {
      case TxnOutcome.Committed _ -> 200;
      case TxnOutcome.RolledBack _ -> 409;
    };
  }
}
