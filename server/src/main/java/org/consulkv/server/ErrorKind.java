package org.consulkv.server;

/// Why a request was refused. Each listener gives a kind its own form: one table in `http` has the
/// status of each.
public enum ErrorKind {
  /// The request is malformed.
  BAD_REQUEST,
  /// The caller may not do this.
  FORBIDDEN,
  /// What the request names is not there.
  NOT_FOUND,
  /// The request, or a part of it, is larger than a limit.
  TOO_LARGE,
  /// This caller asks too often or holds too much; it may try again later.
  TOO_MANY_REQUESTS,
  /// The server as a whole has more to do than it takes on; nothing was changed.
  OVERLOADED,
  /// There is no leader now; nothing was changed.
  NO_LEADER,
  /// The disk refuses writes; reads go on.
  STORAGE,
  /// The answer was lost: the change may be applied, now or later.
  UNKNOWN_OUTCOME,
  /// Refused when it was applied or looked up, in the words that clients know.
  REFUSED,
  /// A bug.
  INTERNAL
}
