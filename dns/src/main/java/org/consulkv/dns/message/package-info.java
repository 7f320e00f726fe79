/// Questions and answers as bytes.
@NullMarked
package org.consulkv.dns.message;

import org.jspecify.annotations.NullMarked;
