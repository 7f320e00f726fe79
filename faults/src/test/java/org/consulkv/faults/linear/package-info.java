/// Histories of concurrent operations, and the check that some order of them explains what each
/// saw.
@NullMarked
package org.consulkv.faults.linear;

import org.jspecify.annotations.NullMarked;
