/// Prepared queries: which may be made, templates, and execution for HTTP and DNS.
@NullMarked
package org.consulkv.server.query;

import org.jspecify.annotations.NullMarked;
