import {
  inspect,
  readArtifact
} from "./chunk-POSR5E2M.js";
import "./chunk-PXVZRNHQ.js";
import "./chunk-33YICJ4B.js";
export {
  inspect,
  readArtifact
};
