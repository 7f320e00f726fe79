/// The blocking-query engine: questions that wait, without a thread, for what they read to change.
@NullMarked
package org.consulkv.server.blocking;

import org.jspecify.annotations.NullMarked;
