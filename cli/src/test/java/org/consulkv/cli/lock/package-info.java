/// `consul lock` against answers prepared for it.
@NullMarked
package org.consulkv.cli.lock;

import org.jspecify.annotations.NullMarked;
