package org.consulkv.cli.kv;

import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.client.Response;

/// What the statuses of `/v1/kv` mean.
final class KvAnswers {
  static final int NOT_FOUND = 404;
  private static final int OK = 200;

  private KvAnswers() {}

  /// Lets "found" and "not found" pass. The reason in the body of another answer is left out, as
  /// scripts that compare this message expect.
  static Response orNotFound(Response response) {
    if (response.status() == OK) {
      return response;
    }
    response.close();
    if (response.status() != NOT_FOUND) {
      throw new ClientError("Unexpected response code: " + response.status());
    }
    return response;
  }
}
