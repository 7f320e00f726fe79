/// Prepared queries: saved questions for healthy instances of a service.
@NullMarked
package org.consulkv.state.query;

import org.jspecify.annotations.NullMarked;
