/// From a question to an answer: functions of a snapshot, without network, clock or chance.
@NullMarked
package org.consulkv.dns.lookup;

import org.jspecify.annotations.NullMarked;
