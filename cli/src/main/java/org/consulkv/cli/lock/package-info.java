/// `consul lock`: runs a program while holding a mutex or a place in a semaphore.
@NullMarked
package org.consulkv.cli.lock;

import org.jspecify.annotations.NullMarked;
