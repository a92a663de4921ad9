package io.gpen.checkpoint;

/** What a pickle may make beside plain data; everything else stays a placeholder. */
interface PickleObjects {

  /** {@return what stands for an object outside of the pickle} */
  Object persistent(Object id);

  /** {@return what stands for the result of a call} */
  Object call(Object callable, Object arguments);

  /** {@return what stands for a new object of a class} */
  Object instance(Object type);
}
