package org.consulkv.http.ui;

import java.util.List;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;

/// A node with all that is on it.
record NodeFeed(Node node, List<Service> services, List<Check> checks) {}
