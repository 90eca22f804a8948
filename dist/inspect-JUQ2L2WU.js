import {
  inspect,
  readArtifact
} from "./chunk-BUVWWEHM.js";
import "./chunk-COVOAI2X.js";
import "./chunk-HNFUF6P3.js";
export {
  inspect,
  readArtifact
};
