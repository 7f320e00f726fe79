package org.consulkv.http;

import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

/// Decides where a request is answered. With one server and one datacenter that is here, or
/// nowhere.
///
/// Threading: immutable, so thread-safe.
public final class Placement {
  private final String datacenter;

  public Placement(String datacenter) {
    this.datacenter = datacenter;
  }

  /// @param asked the datacenter the request names, or an empty text
  /// @throws ApiException if nobody here knows the way there
  public void require(String asked) {
    if (!asked.isEmpty() && !asked.equals(datacenter)) {
      throw new ApiException(ErrorKind.REFUSED, "No path to datacenter");
    }
  }

  /// The same for the datacenter in a request's parameters.
  public void require(Call call) {
    if (call.query().isEmpty()) {
      return;
    }
    String dc = call.query().first("dc");
    require(dc.isEmpty() ? call.query().first("datacenter") : dc);
  }
}
