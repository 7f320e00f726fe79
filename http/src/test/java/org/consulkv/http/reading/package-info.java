@NullMarked
package org.consulkv.http.reading;

import org.jspecify.annotations.NullMarked;
