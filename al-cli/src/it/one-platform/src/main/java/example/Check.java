package example;

import org.al4j.core.backend.Backend;
import org.nd4j.linalg.factory.Nd4j;

public final class Check {
  public static void main(String[] args) {
    Backend.require();
    System.out.println("sum " + Nd4j.ones(3).sumNumber());
  }
}
