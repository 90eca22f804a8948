import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);
import{__name}from"./chunk-N35YKTSG.js";import{createHash}from"node:crypto";function sha256(data){return createHash("sha256").update(data).digest("hex")}__name(sha256,"sha256");export{sha256};
