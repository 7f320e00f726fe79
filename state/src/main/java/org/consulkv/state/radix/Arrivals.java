package org.consulkv.state.radix;

final class Arrivals {
  static final class Spot {
    void release() {}
  }
}
