/// How reads are answered: consistency, waiting, headers, and bodies that are encoded once for all
/// who ask the same.
@NullMarked
package org.consulkv.http.reading;

import org.jspecify.annotations.NullMarked;
