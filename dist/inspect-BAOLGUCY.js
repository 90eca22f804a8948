import {
  inspect,
  readArtifact
} from "./chunk-YBWAGYIO.js";
import "./chunk-QGANPWXE.js";
import "./chunk-HORMJAAW.js";
export {
  inspect,
  readArtifact
};
