/**
 * The same value with every typed array on a buffer of its own. What comes from a child process lies in one large message buffer, and an
 * editor sends the whole buffer for each view of it; a Node `Buffer` would not cross to a webview as bytes at all.
 */
export function ownBuffers<T>(value: T): T {
  return copied(value) as T;
}

function copied(value: unknown): unknown {
  if (value instanceof Uint8Array) return owns(value) && !Buffer.isBuffer(value) ? value : new Uint8Array(value);
  if (isTypedArray(value)) return owns(value) ? value : value.slice();
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copied(each)]));
  return value;
}

type OtherTypedArray = Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

function isTypedArray(value: unknown): value is OtherTypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function owns(view: ArrayBufferView): boolean {
  return view.byteLength === view.buffer.byteLength;
}
