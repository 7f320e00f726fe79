package org.consulkv.dns.lookup;

import java.net.InetAddress;
import org.xbill.DNS.Name;

/// What is asked.
///
/// @param name as it was written; case matters only for how the answer is written
/// @param type the number of a record type, also of those that are asked for only (`ANY`, `AXFR`)
/// @param asker who asks, for prepared queries that prefer what is near: the client subnet in the
///   question or the address it came from
public record Question(Name name, int type, InetAddress asker) {
  /// The same of another name, as when one points to the other.
  Question of(Name other) {
    return new Question(other, type, asker);
  }
}
