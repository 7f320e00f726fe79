/// A replicated log for tests, in memory and under the test's control.
@NullMarked
package org.consulkv.testkit.log;

import org.jspecify.annotations.NullMarked;
