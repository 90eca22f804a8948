import {
  inspect,
  readArtifact
} from "./chunk-ZHDXAXUL.js";
import "./chunk-SMI55P64.js";
import "./chunk-HNFUF6P3.js";
export {
  inspect,
  readArtifact
};
