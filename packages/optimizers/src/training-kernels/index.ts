export {
  registerTrainingKernels,
  type TrainingBackend,
  type TrainingKernels,
  unregisterTrainingKernels,
} from './register-training-kernels.js';
