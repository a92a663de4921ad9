package io.gpen.checkpoint.pickle;

/** Creates the values of a pickle that are not plain data. */
public interface PickleObjects {

  /**
   * {@return the value of an object outside of the pickle}
   *
   * @param id its persistent identifier
   */
  Object persistent(Object id);

  /**
   * {@return the value that stands for the result of a call}
   *
   * @param callable usually a {@link PickleGlobal}
   * @param arguments usually a list
   */
  Object call(Object callable, Object arguments);

  /**
   * {@return the value that stands for a new object}
   *
   * @param type its class, usually a {@link PickleGlobal}
   */
  Object instance(Object type);
}
