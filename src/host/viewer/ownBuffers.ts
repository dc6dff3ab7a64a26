/**
 * The same value with every typed array on a buffer that is about its size. What comes from a child process lies in one
 * message buffer, and an editor sends the whole buffer of a view: good for the pixels, which fill it, and a waste for a
 * small table beside them. A Node `Buffer` would not cross to a webview as bytes at all.
 */
export function ownBuffers<T>(value: T): T {
  return copied(value) as T;
}

function copied(value: unknown): unknown {
  if (value instanceof Uint8Array) return fills(value) && !Buffer.isBuffer(value) ? value : new Uint8Array(value);
  if (isTypedArray(value)) return fills(value) ? value : value.slice();
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copied(each)]));
  return value;
}

type OtherTypedArray = Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

function isTypedArray(value: unknown): value is OtherTypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function fills(view: ArrayBufferView): boolean {
  return view.byteLength > view.buffer.byteLength / 2;
}
