package org.consulkv.agent.query;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.server.query.ExecuteOptions;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.codec.CommandCodec;
import org.consulkv.state.codec.Wire;
import org.consulkv.state.query.PreparedQuery;
import org.consulkv.state.query.QueryCommand;

/// A query that another datacenter is to execute, and what it finds there: protobuf's wire format.
record QueryCall(PreparedQuery query, ExecuteOptions options) {
  static final String METHOD = "query.execute";

  private static final int QUERY = 1;
  private static final int LIMIT = 2;
  private static final int CONNECT = 3;

  private static final int INSTANCE = 1;

  Bytes encoded() {
    Bytes put = CommandCodec.encode(new QueryCommand.Put(query));
    return Bytes.owning(
        Wire.message(
            put.length() + 32,
            out -> {
              Wire.bytes(out, QUERY, put);
              Wire.number(out, LIMIT, Math.max(0, options.limit()));
              Wire.flag(out, CONNECT, options.connect());
            }));
  }

  static QueryCall decode(Bytes encoded) {
    Optional<PreparedQuery> query = Optional.empty();
    int limit = 0;
    boolean connect = false;
    try {
      CodedInputStream in = CodedInputStream.newInstance(encoded.shared());
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (Wire.field(tag)) {
          case QUERY -> {
            if (CommandCodec.decode(Wire.readBytes(in)) instanceof QueryCommand.Put put) {
              query = Optional.of(put.query());
            }
          }
          case LIMIT -> limit = in.readUInt32();
          case CONNECT -> connect = in.readBool();
          default -> in.skipField(tag);
        }
      }
    } catch (IOException e) {
      throw new RpcException(Reason.REFUSED, "malformed query: " + e.getMessage());
    }
    ExecuteOptions options = new ExecuteOptions(limit, connect, "", "", "");
    return new QueryCall(
        query.orElseThrow(() -> new RpcException(Reason.REFUSED, "there is no query")), options);
  }

  /// Each instance as the registration that would make it so.
  static Bytes answer(List<Health> found) {
    return Bytes.owning(
        Wire.message(
            512 * found.size(),
            out -> {
              for (Health one : found) {
                Register instance =
                    new Register(one.node(), false, Optional.of(one.service()), one.checks());
                Wire.bytes(out, INSTANCE, CommandCodec.encode(instance));
              }
            }));
  }

  static List<Health> readAnswer(Bytes encoded) {
    List<Health> found = new ArrayList<>();
    try {
      CodedInputStream in = CodedInputStream.newInstance(encoded.shared());
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (Wire.field(tag) != INSTANCE) {
          in.skipField(tag);
        } else if (CommandCodec.decode(Wire.readBytes(in)) instanceof Register one) {
          found.add(new Health(one.node(), one.service().orElseThrow(), one.checks()));
        }
      }
    } catch (IOException e) {
      throw new RpcException(Reason.LOST, "malformed answer: " + e.getMessage());
    }
    return found;
  }
}
