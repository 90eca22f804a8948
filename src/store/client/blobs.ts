/**
 * In the bundle, in the place of the cache client's own modules that transfer archives. It would load Azure's
 * SDK, which takes longer than restoring a small entry: that is left to what needs it.
 */
import type { uploadCacheArchiveSDK as upload } from "../../../node_modules/@actions/cache/lib/internal/uploadUtils.js";

/** The client's own way for services that are not Azure's: parts at a time, each tried again. */
export {
  downloadCacheHttpClient,
  downloadCacheHttpClientConcurrent,
  downloadCacheHttpClientConcurrent as downloadCacheStorageSDK,
} from "../../../node_modules/@actions/cache/lib/internal/downloadUtils.js";

export async function uploadCacheArchiveSDK(
  ...archive: Parameters<typeof upload>
): ReturnType<typeof upload> {
  const genuine = await import("../../../node_modules/@actions/cache/lib/internal/uploadUtils.js");
  return await genuine.uploadCacheArchiveSDK(...archive);
}

/** Of Azure's SDK: the client's download module imports it for the way that is not taken. */
export class BlockBlobClient {}
